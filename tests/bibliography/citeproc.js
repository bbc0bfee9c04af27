// Prints the entry of each work as citeproc-js has it. Reads {style, locale, works} as JSON.
const CSL = require(process.argv[2]);
const { style, locale, works } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const items = Object.fromEntries(works.map((work) => [work.id, work]));
const system = { retrieveLocale: () => locale, retrieveItem: (id) => items[id] };
const engine = new CSL.Engine(system, style, "en-US", true);
engine.setOutputFormat("text");

// One by one, or works of one author and year would get letters after it.
const entries = works.map(({ id }) => {
  engine.updateItems([id]);
  return engine.makeBibliography()[1].join("").trim();
});
process.stdout.write(JSON.stringify(entries));
