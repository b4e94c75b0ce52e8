// docs/runbooks/failed-creation.md, typed on the local cloud after it has failed to make a cluster.
import { dev } from "../../envs/dev";
import { project } from "../../envs/project";
import { runCommand } from "../../scripts/commands";
import { FaultRules } from "../../scripts/fault-trials/fault-rules";
import { describeWithProvider } from "./provider-probe";
import { answered, commandsOf } from "./typed-commands";
import { patience, World } from "./world";

describeWithProvider("google", "a GKE cluster whose creation failed", () => {
  let world: World;
  beforeAll(async () => {
    world = await World.withCloud(project.clouds.aws?.account ?? "");
  }, patience);
  afterAll(() => world.close(), patience);

  test(
    "is removed as the runbook says, and made by the next deploy",
    async () => {
      const folder = world.synthesize("app", project, [{ ...dev, cloud: "gcp" }]);
      const [bootstrap, environment] = [world.terraform(folder, "bootstrap"), world.terraform(folder, "dev")];
      await bootstrap.init();
      await bootstrap.apply();
      await environment.init();

      const rules = new FaultRules({ port: Number(new URL(world.environment.HTTPS_PROXY ?? "").port) });
      await rules.put("no-cluster", {
        host: "^container",
        method: "POST",
        path: "/clusters(\\?|$)",
        effect: "fail-operation",
        code: "RESOURCE_EXHAUSTED",
      });
      const failed = await environment.run("apply", "-input=false", "-auto-approve");
      expect(failed.exitCode).toBe(1);
      await rules.remove("no-cluster");
      const again = await environment.run("apply", "-input=false", "-auto-approve");
      expect(again.output).toMatch(/already exists/i);

      const [remove = "", ...others] = commandsOf("docs/runbooks/failed-creation.md");
      expect(others).toEqual(["npx cdktf deploy dev"]);
      const removed = await runCommand({
        program: "bash",
        arguments: ["-c", `${answered(remove)} -auto-approve`],
        folder: `${folder.outdir}/..`,
        environment: world.environment,
      });
      expect(removed.output).toContain("Destroy complete!");
      await environment.apply();
      expect((await environment.plan()).hasChanges).toBe(false);
    },
    patience,
  );
});
