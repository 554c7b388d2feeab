// Says what it was given, as JSON; or, as its first argument asks, ends with a code or prints bytes.
const [verb, value = ''] = process.argv.slice(2);
if (verb === '--exit') process.exit(Number(value));
if (verb === '--bytes') process.stdout.write(Buffer.from(value, 'hex'));
else process.stdout.write(JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd(), env: process.env }));
