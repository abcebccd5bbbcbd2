// Runs before `npm start`. Plain JavaScript, which an old Node.js can load as well.
const REQUIRED = 24;
const [major] = process.versions.node.split('.');

if (Number(major) < REQUIRED) {
  console.error(`
This is Node.js ${process.versions.node}, but Node.js ${REQUIRED} is needed. npm ci installs it with the project,
unless install scripts are switched off (ignore-scripts). Then run once:

  npm rebuild node --ignore-scripts=false

or put Node.js ${REQUIRED} on your PATH.
`);
  process.exit(1);
}
