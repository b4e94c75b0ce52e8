import { App } from "cdktf";
import { BootstrapStack } from "./bootstrap/bootstrap-stack";
import { readConfiguration } from "./constructs/configuration/configuration";
import { addEdgeStacks } from "./constructs/edge-stacks";
import { EnvironmentStack } from "./constructs/environment-stack";
import { environments as environmentDescriptions } from "./envs/environments";
import { project as projectDescription } from "./envs/project";

const { project, environments } = readConfiguration(projectDescription, environmentDescriptions);

const app = new App();
new BootstrapStack(app, project);
for (const environment of environments) {
  new EnvironmentStack(app, project, environment);
}
addEdgeStacks(app, project, environments);
app.synth();
