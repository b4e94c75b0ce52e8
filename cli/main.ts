// What cli/hera.cjs runs.
import { runHera } from "./hera-command";
import { hostSurroundings } from "./surroundings";

async function main(): Promise<void> {
  // Set, not called: what was printed is still on its way where the output is a pipe.
  process.exitCode = await runHera(process.argv.slice(2), hostSurroundings());
}

void main();
