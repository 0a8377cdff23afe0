// Loaded before anything else, in plain JavaScript, so that an old Node is told so rather than shown a syntax it cannot read.
if (!process.features.typescript) {
  process.stderr.write(`hookledger needs Node 22.18 or later, this is ${process.version}; see https://nodejs.org/.\n`);
  process.exit(1);
}
