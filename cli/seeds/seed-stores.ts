import type { StateStoreName } from "../../constructs/contract/state-backend";
import { awsSeed } from "./aws-seed";
import type { SeedStore } from "./seed-store";

/** The stores that can be seeded; `hera state seed` names the others as such. */
export const seedStores: Readonly<Partial<Record<StateStoreName, SeedStore>>> = { aws: awsSeed };
