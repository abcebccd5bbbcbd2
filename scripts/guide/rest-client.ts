const HEAD = `# Generated from requests.http by \`npm run guide\`, for the VS Code extension REST Client.
# Start the API with \`npm start\`, then send the requests from top to bottom, because some build on
# earlier ones: the first two get the tokens for the others. Each title says what the API answers.
`;
// A response handler of JetBrains IDEs and httpyac that assigns a member to a variable.
const HANDLER = /\n> \{% client\.global\.set\("(\w+)", response\.body\.(\w+)\); %\}\n/;

/** Converts the requests to REST Client's syntax, with named requests instead of handlers. */
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
