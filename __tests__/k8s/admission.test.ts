// The admission policies of k8s/addons/kyverno, by pods that they must refuse and one that they must not.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../scripts/host";
import { type Fields, readManifests } from "../../scripts/render/manifest";
import type { Pod } from "./pods";
import { admissionProblems } from "./rules/admission";

const folder = path.join(projectRoot(), "k8s/addons/kyverno/resources/policies");
const policies = readdirSync(folder)
  .filter((file) => file !== "kustomization.yaml")
  .flatMap((file) => readManifests(readFileSync(path.join(folder, file), "utf8")));

const labels = { "app.kubernetes.io/name": "web", "app.kubernetes.io/instance": "web" };
const image = "ghcr.io/example/web:1.4.2";
const resources = { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "128Mi" } };

function pod(changes: Partial<Pod>): Pod {
  const spec = { containers: [{ name: "web", image, resources }] };
  return { owner: "web", kind: "Pod", namespace: "app-shop", labels, annotations: {}, spec, ...changes };
}

function withContainer(changes: Fields): Pod {
  return pod({ spec: { containers: [{ name: "web", image, resources, ...changes }] } });
}

/** The policies that refuse a pod. */
function refusedBy(refused: Pod): readonly string[] {
  return admissionProblems(refused, policies).map((problem) => problem.split(": ")[1] ?? problem);
}

test("a pod as applications should be is admitted", () => {
  expect(refusedBy(pod({}))).toEqual([]);
  expect(refusedBy(withContainer({ image: `ghcr.io/example/web@sha256:${"0".repeat(64)}` }))).toEqual([]);
});

const refused: readonly (readonly [string, Pod, string])[] = [
  [
    "an image of a registry that nobody named",
    withContainer({ image: "evil.example/web:1" }),
    "image-registries",
  ],
  ["an image without its registry", withContainer({ image: "nginx:1.29" }), "image-registries"],
  [
    "an image that only begins like an allowed one",
    withContainer({ image: "ghcr.io/examples/web:1" }),
    "image-registries",
  ],
  ["the tag latest", withContainer({ image: "ghcr.io/example/web:latest" }), "image-tags"],
  ["an image without a tag", withContainer({ image: "ghcr.io/example/web" }), "image-tags"],
  ["no resources", withContainer({ resources: {} }), "resources"],
  [
    "no request of CPU",
    withContainer({ resources: { ...resources, requests: { memory: "1Mi" } } }),
    "resources",
  ],
  ["no limit of memory", withContainer({ resources: { requests: resources.requests } }), "resources"],
  ["no labels", pod({ labels: {} }), "labels"],
  ["half of the labels", pod({ labels: { "app.kubernetes.io/name": "web" } }), "labels"],
  ["a privileged container", withContainer({ securityContext: { privileged: true } }), "privileges"],
  ["the node's network", pod({ spec: { ...pod({}).spec, hostNetwork: true } }), "privileges"],
  ["the node's processes", pod({ spec: { ...pod({}).spec, hostPID: true } }), "privileges"],
  ["the node's memory", pod({ spec: { ...pod({}).spec, hostIPC: true } }), "privileges"],
];

test.each(refused)("%s is refused", (_, bad, policy) => {
  expect(refusedBy(bad)).toEqual([policy]);
});

test("what is refused of a container is refused of one that runs before it", () => {
  const initContainers = [
    { name: "init", image: "evil.example/init:latest", securityContext: { privileged: true } },
  ];
  const bad = pod({ spec: { ...pod({}).spec, initContainers } });
  expect([...refusedBy(bad)].sort()).toEqual(["image-registries", "image-tags", "privileges", "resources"]);
});

test("an exception is for the pods that it names alone", () => {
  const spec = { ...pod({}).spec, hostPID: true };
  const exporter = { ...labels, "app.kubernetes.io/name": "prometheus-node-exporter" };
  expect(refusedBy(pod({ spec, labels: exporter, namespace: "monitoring" }))).toEqual([]);
  expect(refusedBy(pod({ spec, labels: exporter }))).toEqual(["privileges"]);
  expect(refusedBy(pod({ spec, namespace: "monitoring" }))).toEqual(["privileges"]);
});
