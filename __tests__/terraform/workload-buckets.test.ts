// An identity that names its buckets, on a cloud that enforces IAM: AWS on loopback.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { z } from "zod";
import { serviceAccountSubject } from "../../constructs/contract/workload-identity";
import { localCloudPython } from "../../scripts/host";
import { exampleProject } from "../examples";
import { addFederation, awsAccount, identity } from "../workload-federation/federation-stack";
import { tokenOf } from "./federated-token";
import { describeWithProvider } from "./provider-probe";
import { patience, World } from "./world";

const all = ["list", "read", "write", "delete"];
const [logs, moreLogs, backups] = ["acme-dev-logs", "acme-dev-logs-2", "acme-dev-backups"] as const;
const permissions = ["objectstore.readwrite"] as const;
const bounded = identity({ name: "logs", serviceAccount: "logs", permissions, buckets: ["logs"] });
const unbounded = identity({ name: "all", serviceAccount: "all", permissions });

describeWithProvider("aws", "buckets that an identity names", () => {
  let world: World;
  beforeAll(async () => {
    world = await World.withCloud(awsAccount.id);
  }, patience);
  afterAll(() => world.close(), patience);

  test(
    "are all that it lists, reads, writes and deletes in; without names it is every one of the environment's",
    async () => {
      const folder = world.synthesize("buckets", exampleProject(), [], (app) =>
        addFederation(app, "aws", awsAccount, [bounded, unbounded], { deletionProtection: false }),
      );
      const terraform = world.terraform(folder, "dev");
      await terraform.init();
      await terraform.apply();
      const outputs = await terraform.output();
      const allowed = (one: typeof bounded, ...buckets: string[]) =>
        tryBuckets(world, outputs[one.name], serviceAccountSubject(one), buckets);
      expect(allowed(bounded, logs, moreLogs, backups)).toEqual({
        [logs]: all,
        [moreLogs]: [],
        [backups]: [],
      });
      expect(allowed(unbounded, "acme-dev-media", "acme-prod-media")).toEqual({
        "acme-dev-media": all,
        "acme-prod-media": [],
      });
    },
    patience,
  );
});

/** What the pods of a service account may do in buckets that are made for it. */
function tryBuckets(world: World, output: unknown, subject: string, buckets: readonly string[]): unknown {
  const { principal } = z.object({ principal: z.string() }).parse(output);
  const script = path.join(__dirname, "bucket_trials.py");
  const printed = execFileSync(
    localCloudPython(),
    [script, principal, tokenOf(subject, "sts.amazonaws.com"), ...buckets],
    { env: { ...world.environment }, encoding: "utf8" },
  );
  return JSON.parse(printed);
}
