const HEAD = `# Made of requests.http by \`npm run guide\`, for the VS Code extension REST Client.
# Start the API with \`npm start\`; then send them from top to bottom, as some build on those above:
# the first two get the tokens that the others send. Each title says what the request answers.
`;
// A handler of JetBrains and httpyac, which puts a member of the answer into a variable.
const HANDLER = /\n> \{% client\.global\.set\("(\w+)", response\.body\.(\w+)\); %\}\n/;

/** The same requests in the syntax of REST Client: a request has a name, and a variable is taken from its answer. */
export function toRestClient(requests: string): string {
  const [head = '', ...sections] = requests.split(/^(?=### )/m);
  const variables = head.replace(/^#.*\n/gm, '');
  const named = sections.map((section) => {
    const [, name, member] = HANDLER.exec(section) ?? [];
    if (!name) return section;
    const [title, ...lines] = section.replace(HANDLER, '').split('\n');
    const text = [title, `# @name ${name}Request`, ...lines].join('\n');
    return `${text}\n@${name} = {{${name}Request.response.body.${member}}}\n\n`;
  });
  return HEAD + variables + named.join('');
}
