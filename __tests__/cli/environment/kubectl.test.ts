// The kubectl command, in whose place a small program stands.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Kubectl, withKubectl } from "../../../cli/environment/kubectl";

const access = {
  clusterName: "acme-dev",
  clusterEndpoint: "https://192.0.2.1",
  clusterCaCertificate: Buffer.from("a certificate").toString("base64"),
  authExec: { command: "aws", args: ["eks", "get-token", "--cluster-name", "acme-dev"] },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "kubectl-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Works with a kubectl that is this script. */
function work<Result>(script: string, doWork: (kubectl: Kubectl) => Promise<Result>): Promise<Result> {
  const program = path.join(folder, "kubectl");
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  return withKubectl(access, { environment: { PATH: `${folder}:/usr/bin:/bin` } }, doWork);
}

test("it signs in by the environment's own command, and its kubeconfig is the owner's alone and gone at the end", async () => {
  const copy = path.join(folder, "copy");
  const script = `file="\${1#--kubeconfig=}"; cp -p "$file" ${copy}; stat -c %a "$file"; echo "$file"`;
  const printed = await work(script, (kubectl) => kubectl.expect("get", "pods"));
  const [mode, kubeconfig = ""] = printed.split("\n");
  expect(mode).toBe("600");
  expect(existsSync(path.dirname(kubeconfig))).toBe(false);
  expect(JSON.parse(readFileSync(copy, "utf8"))).toMatchObject({
    clusters: [
      {
        cluster: {
          server: access.clusterEndpoint,
          "certificate-authority-data": access.clusterCaCertificate,
        },
      },
    ],
    users: [{ user: { exec: access.authExec } }],
  });
});

test("without kubectl nothing is begun", async () => {
  const nothing = { environment: { PATH: folder } };
  await expect(withKubectl(access, nothing, async () => "begun")).rejects.toMatchObject({
    reason: "usage",
    problem: "kubectl is not installed",
  });
});

test("a cluster that lets nobody in is named with what it says, and the way without it", async () => {
  const script = `[ "$3" = version ] || { echo "error: You must be logged in to the server" >&2; exit 1; }`;
  await expect(work(script, async () => "begun")).rejects.toMatchObject({
    reason: "unreachable",
    problem: expect.stringMatching(/acme-dev.* at https:\/\/192\.0\.2\.1: error: You must be logged in/),
    next: expect.stringMatching(/as one of its administrators.*--without-cluster/),
  });
});

test("what fails later is told with its command, and the kubeconfig goes, too", async () => {
  const script = `echo "\${1#--kubeconfig=}" > ${path.join("$(dirname $0)", "place")}
[ "$3" != delete ] || { echo "Error from server (Forbidden)"; exit 1; }`;
  const remove = {
    kind: "Service",
    metadata: { name: "front", namespace: "shop", annotations: {}, finalizers: [] },
    spec: {},
  };
  await expect(work(script, (kubectl) => kubectl.remove(remove))).rejects.toMatchObject({
    reason: "failed",
    problem: expect.stringMatching(/^`kubectl delete Service front --namespace=shop .*\(Forbidden\)$/),
  });
  expect(existsSync(readFileSync(path.join(folder, "place"), "utf8").trim())).toBe(false);
});
