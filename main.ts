import { App } from "cdktf";
import { BootstrapStack } from "./bootstrap/bootstrap-stack";
import { readConfiguration } from "./constructs/configuration";
import { EnvironmentStack } from "./constructs/environment-stack";
import { dev } from "./envs/dev";
import { prod } from "./envs/prod";
import { project as projectDescription } from "./envs/project";
import { staging } from "./envs/staging";

const { project, environments } = readConfiguration(projectDescription, [dev, staging, prod]);

const app = new App();
new BootstrapStack(app, project);
for (const environment of environments) {
  new EnvironmentStack(app, project, environment);
}
app.synth();
