import { App } from "cdktf";
import { BootstrapStack } from "./bootstrap/bootstrap-stack";
import { readConfiguration } from "./constructs/configuration/configuration";
import { addEdgeStacks } from "./constructs/edge-stacks";
import { addEnvironmentStacks } from "./constructs/environment-stacks";
import { environments as environmentDescriptions } from "./envs/environments";
import { project as projectDescription } from "./envs/project";

const { project, environments } = readConfiguration(projectDescription, environmentDescriptions);

const app = new App();
new BootstrapStack(app, project);
addEnvironmentStacks(app, project, environments);
addEdgeStacks(app, project, environments);
app.synth();
