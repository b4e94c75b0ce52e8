import { App, LocalBackend, TerraformStack } from "cdktf";
import { readConfiguration } from "../constructs/configuration/configuration";
import { cloudNames } from "../constructs/contract/project";
import { PlatformStack } from "../constructs/platform-stack";
import { exampleEnvironment, exampleProject } from "./examples";
import { examplePlatform, platformStack } from "./platform/platform-example";

const stack = platformStack("aws");
const reached = "data.kubernetes_namespace_v1.deploy-dev-first-or-gain-access";

test("its state is beside the environment's, whose outputs it reads from there", () => {
  expect(stack.backend.settings).toMatchObject({ key: "dev/dev-platform.tfstate" });
  expect(stack.data("terraform_remote_state")).toEqual({
    "deploy-dev-first": expect.objectContaining({
      backend: "s3",
      config: { ...stack.backend.settings, key: "dev/dev.tfstate" },
    }),
  });
});

test("it is deployed after its environment, and destroyed before it", () => {
  const { project } = readConfiguration(exampleProject(), [exampleEnvironment("dev")]);
  const environment = new TerraformStack(new App(), "dev");
  new LocalBackend(environment, {});
  const owner = { name: "dev", cloud: "aws", platform: examplePlatform } as const;
  const platform = new PlatformStack(environment.node.root, project, owner, environment);
  expect(platform.dependsOn(environment)).toBe(true);
});

test("an environment without a cluster, or without the platform's outputs, ends the plan with what to do", () => {
  const [reading] = Object.values(stack.data("terraform_remote_state"));
  expect(reading).toMatchObject({
    defaults: { clusterEndpoint: "", clusterSecretLabels: {} },
    lifecycle: {
      postcondition: [{ error_message: expect.stringMatching(/Deploy dev first: cdktf deploy dev$/) }],
    },
  });
});

test("both providers sign in by the command that the environment names, and hold no credential", () => {
  const outputs = "data.terraform_remote_state.deploy-dev-first.outputs";
  const connection = {
    host: `\${${outputs}.clusterEndpoint}`,
    cluster_ca_certificate: `\${base64decode(${outputs}.clusterCaCertificate)}`,
  };
  const exec = {
    api_version: "client.authentication.k8s.io/v1beta1",
    command: `\${${outputs}.authExec.command}`,
    args: `\${${outputs}.authExec.args}`,
  };
  expect(stack.provider("helm")).toEqual([{ kubernetes: { ...connection, exec } }]);
  expect(stack.provider("kubernetes")).toEqual([{ ...connection, exec: [exec] }]);
});

test("nothing is planned without a cluster that answers, and Argo CD outlives its Applications", () => {
  const dependencies = Object.fromEntries(
    stack.addresses.map((address) => [address, stack.resource(address).depends_on]),
  );
  expect(dependencies).toEqual({
    "kubernetes_namespace_v1.argocd_namespace": [reached],
    "helm_release.argocd_release": ["kubernetes_namespace_v1.argocd_namespace"],
    "kubernetes_secret_v1.argocd_cluster": ["kubernetes_namespace_v1.argocd_namespace"],
    "helm_release.bootstrap_release": ["helm_release.argocd_release", "kubernetes_secret_v1.argocd_cluster"],
  });
});

test("Argo CD's namespace takes no pod that could reach beyond it", () => {
  expect(stack.only("kubernetes_namespace_v1").metadata).toMatchObject({
    name: "argocd",
    labels: { "pod-security.kubernetes.io/enforce": "restricted" },
  });
});

test("the cluster Secret carries what the environment says, and what makes Argo CD read it", () => {
  const { metadata, data } = stack.only("kubernetes_secret_v1");
  const outputs = "data.terraform_remote_state.deploy-dev-first.outputs";
  expect(metadata).toEqual({
    name: "in-cluster",
    namespace: "argocd",
    labels: `\${merge(${outputs}.clusterSecretLabels, {"argocd.argoproj.io/secret-type" = "cluster"})}`,
    annotations: `\${${outputs}.clusterSecretAnnotations}`,
  });
  expect(data).toMatchObject({ name: "in-cluster", server: "https://kubernetes.default.svc" });
});

test("Argo CD's chart is pinned, and the bootstrap chart goes with the stack", () => {
  expect(stack.resource("helm_release.argocd_release")).toMatchObject({
    repository: "https://argoproj.github.io/argo-helm",
    chart: "argo-cd",
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  });
  expect(stack.resource("helm_release.bootstrap_release").chart).toMatch(
    /^\.\/assets\/bootstrap_chart\/[0-9A-F]{32}$/,
  );
});

test("a feature that is switched on or off changes nothing here but what the environment's outputs say", () => {
  expect(platformStack("aws", { ...examplePlatform, features: ["traefik", "loki"] }).text).toBe(stack.text);
});

test.each(cloudNames)("on %s it differs by the cloud's name alone", (cloud) => {
  const other = platformStack(cloud).text;
  expect(other.replaceAll(`\\"cloud\\": \\"${cloud}\\"`, '\\"cloud\\": \\"aws\\"')).toBe(stack.text);
});
