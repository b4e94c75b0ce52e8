// The app of main.ts with every environment on the cloud that is named in the arguments, and the state in that cloud's
// own store; with "edge" behind it, Cloudflare is in front of dev.
import { App } from "cdktf";
import { z } from "zod";
import { BootstrapStack } from "../bootstrap/bootstrap-stack";
import { readConfiguration } from "../constructs/configuration/configuration";
import { cloudNames } from "../constructs/contract/project";
import { addEdgeStacks } from "../constructs/edge-stacks";
import { addEnvironmentStacks } from "../constructs/environment-stacks";
import { environments as ownEnvironments } from "../envs/environments";
import { project as ownProject } from "../envs/project";
import { exampleEdge, exampleProjectEdge } from "./start-edge";

const [, , name, withEdge] = process.argv;
const cloud = z.enum(cloudNames).parse(name);
const hasEdge = z.literal("edge").optional().parse(withEdge) !== undefined;

const { project, environments } = readConfiguration(
  { ...ownProject, stateBackend: { store: cloud }, ...(hasEdge && { edge: exampleProjectEdge }) },
  ownEnvironments.map((environment) => ({
    ...environment,
    cloud,
    ...(hasEdge && environment.name === "dev" && { edge: exampleEdge }),
  })),
);

const app = new App();
new BootstrapStack(app, project);
addEnvironmentStacks(app, project, environments);
addEdgeStacks(app, project, environments);
app.synth();
