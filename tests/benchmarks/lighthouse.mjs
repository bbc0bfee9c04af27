/* The marks that Lighthouse gives to pages, as one line of JSON for each:

       node tests/benchmarks/lighthouse.mjs http://127.0.0.1:8000 / /map/

   The preset is Lighthouse's own for phones. The mark for performance is the median of five runs; where
   three of the runs agree on 100, or three fall short of it, the others could not change that and are left
   out. The other marks say what is on the page, not how long it took, and are given once. Runs come one after
   the other: two at once would measure each other. */
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const TIMED = "performance";
const CATEGORIES = [TIMED, "accessibility", "best-practices", "seo"];
const RUNS = 5;
const ENOUGH = Math.ceil(RUNS / 2);
/* Lighthouse now and then misses the start of a load and says to run it again. */
const VOID_RUNS = 3;
const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

const [site, ...paths] = process.argv.slice(2);
const chrome = await launch({ chromeFlags: FLAGS, logLevel: "error" });
try {
  for (const path of paths) console.log(JSON.stringify({ path, ...(await measured(site + path)) }));
} finally {
  chrome.kill();
}

async function measured(address) {
  const marks = Object.fromEntries(CATEGORIES.map((category) => [category, []]));
  const faults = new Set();
  let voids = 0;
  while (!isDecided(marks[TIMED])) {
    const asked = marks[TIMED].length ? [TIMED] : CATEGORIES;
    const { lhr } = await lighthouse(address, {
      port: chrome.port,
      onlyCategories: asked,
      disableFullPageScreenshot: true,
      logLevel: "error",
    });
    if (lhr.runtimeError && ++voids > VOID_RUNS) throw new Error(`${address}: ${lhr.runtimeError.message}`);
    if (lhr.runtimeError) continue;
    for (const category of asked) {
      const { score, auditRefs } = lhr.categories[category];
      marks[category].push(Math.round(score * 100));
      if (score < 1) for (const { id } of auditRefs.filter((each) => isFault(each, lhr))) faults.add(id);
    }
  }
  const medians = Object.fromEntries(CATEGORIES.map((category) => [category, median(marks[category])]));
  return { medians, runs: marks[TIMED], faults: [...faults] };
}

function isDecided(marks) {
  const whole = marks.filter((each) => each === 100).length;
  return marks.length === RUNS || whole >= ENOUGH || marks.length - whole >= ENOUGH;
}

function isFault({ id, weight }, { audits }) {
  const { score } = audits[id];
  return weight > 0 && score !== null && score < 1;
}

/* Of the runs that were made: when they ended early, the greater part of all five was on one side already. */
function median(marks) {
  const sorted = [...marks].sort((a, b) => a - b);
  return marks.filter((each) => each === 100).length >= ENOUGH ? 100 : sorted[Math.floor((sorted.length - 1) / 2)];
}
