// The app of main.ts with every environment on the cloud that is named in the arguments, and the state in that cloud's
// own store.
import { App } from "cdktf";
import { z } from "zod";
import { BootstrapStack } from "../bootstrap/bootstrap-stack";
import { readConfiguration } from "../constructs/configuration/configuration";
import { cloudNames } from "../constructs/contract/project";
import { EnvironmentStack } from "../constructs/environment-stack";
import { environments as ownEnvironments } from "../envs/environments";
import { project as ownProject } from "../envs/project";

const cloud = z.enum(cloudNames).parse(process.argv[2]);

const { project, environments } = readConfiguration(
  { ...ownProject, stateBackend: { store: cloud } },
  ownEnvironments.map((environment) => ({ ...environment, cloud })),
);

const app = new App();
new BootstrapStack(app, project);
for (const environment of environments) new EnvironmentStack(app, project, environment);
app.synth();
