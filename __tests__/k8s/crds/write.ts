// Writes the kinds that the pinned charts define beside this file, by the archives that `npm run charts` fetched.
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { customKindsFolder } from "../schema/custom-kinds";
import { kindsOfCharts } from "./kinds-of-charts";

function main(): void {
  const kinds = kindsOfCharts();
  for (const file of readdirSync(customKindsFolder).filter((one) => one.endsWith(".json.gz")))
    rmSync(path.join(customKindsFolder, file));
  for (const one of kinds) {
    const file = path.join(customKindsFolder, `${one.chart}.json.gz`);
    writeFileSync(file, gzipSync(JSON.stringify(one), { level: 9 }));
    console.log(
      `${path.basename(file)}: ${Object.keys(one.kinds).length} kinds of ${one.chart} ${one.version}`,
    );
  }
}

main();
