// Evaluates formulas as the browser does: a line of JSON cases in, a line of JSON results out.
// It is imported as data because Node would take a bare .js file for CommonJS.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const source = readFileSync(process.argv[2]).toString("base64");
const { evaluate } = await import(`data:text/javascript;base64,${source}`);

for await (const line of createInterface({ input: process.stdin })) {
  const results = JSON.parse(line).map(([tree, values]) => evaluate(tree, values));
  process.stdout.write(JSON.stringify(results) + "\n");
}
