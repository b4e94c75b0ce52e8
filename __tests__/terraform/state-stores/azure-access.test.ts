// Least privilege in Blob Storage: each role does its whole job through the real terraform, and nothing beyond it; and
// whatever part of a role is taken away, that shows.
import { stateLayouts } from "../../../constructs/contract/state-backend";
import { describeWithProvider } from "../provider-probe";
import { patience, World } from "../world";
import { attempts, expected, surprises } from "./azure-attempts";

const blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";

/** Replaces a part of the bootstrap stack that has to be there. */
function without(part: string | RegExp, instead = ""): (text: string) => string {
  return (text) => {
    const changed = text.replaceAll(typeof part === "string" ? part : new RegExp(part, "g"), instead);
    if (changed === text) throw new Error(`the bootstrap stack has no ${part}`);
    return changed;
  };
}

/** Each part of what grants or limits a role, with what its removal brings about. */
const mutations = [
  {
    part: "the action to read",
    mutate: without(new RegExp(`"${blobs}/read",?\\s*(?=["\\]])`)),
    surprise: "reader of dev plans dev",
  },
  {
    part: "the action to write",
    mutate: without(new RegExp(`,\\s*"${blobs}/write"`)),
    surprise: "writer of dev applies dev",
  },
  {
    part: "the folder of a blob",
    mutate: without(/ AND @Resource\[[^\]]*:path\] StringStartsWith '\w+\/'/),
    surprise: "writer of dev reads prod's blob",
  },
  {
    part: "the prefix of a list",
    mutate: without(/ AND @Request\[[^\]]*:prefix\] StringStartsWith '\w+\/'/),
    surprise: "writer of dev lists prod's blobs",
  },
  {
    part: "that a write is judged",
    mutate: without(` AND !(ActionMatches{'${blobs}/write'})`),
    surprise: "writer of dev leases prod's blob",
  },
] as const;

describeWithProvider("azurerm", "roles in Blob Storage", () => {
  let world: World;
  const found = new Map<string, readonly string[]>();
  beforeAll(async () => {
    world = await World.withCloud("111122223333");
    const intact = stateLayouts.map(async (layout, place) =>
      found.set(layout, surprises(await attempts(world, `acme-l${place}`, layout))),
    );
    const mutated = mutations.map(async ({ part, mutate }, place) =>
      found.set(part, surprises(await attempts(world, `acme-m${place}`, "shared", mutate))),
    );
    await Promise.all([...intact, ...mutated]);
  }, patience);
  afterAll(() => world.close(), patience);

  describe.each(stateLayouts)("in the layout %s", (layout) => {
    test.each(Object.entries(expected))("%s: %s", (fact) => {
      expect(found.get(layout)).not.toContain(fact);
    });
  });

  test.each(mutations)("without $part it is noticed", ({ part, surprise }) => {
    expect(found.get(part)).toContain(surprise);
  });
});
