// Adds new addresses to the committed lists. It removes none: that a resource goes is for a person to write down.
import { writeFileSync } from "node:fs";
import { mainApp } from "../main-app";
import { listFile, recordedAddresses } from "./addresses";

for (const { name, addresses } of mainApp().values()) {
  const recorded = recordedAddresses(name);
  const all = [...new Set([...recorded, ...addresses])].sort();
  writeFileSync(listFile(name), `${all.join("\n")}\n`);
  console.log(`${name}: ${all.length} addresses, ${all.length - recorded.length} of them new`);
}
