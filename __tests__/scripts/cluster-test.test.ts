import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { readAccess } from "../../scripts/cluster-test/kubeconfig";
import { readContext, USAGE, UsageError } from "../../scripts/cluster-test/options";
import { temporaryFolder } from "../../scripts/host";

const contexts = { current: "production", names: ["production", "kind-hera"] };

describe("the cluster to test", () => {
  test("is the one of the context that is named, whichever is the current one", () => {
    expect(readContext(["--context", "kind-hera"], contexts)).toBe("kind-hera");
    expect(readContext(["--context=production"], contexts)).toBe("production");
  });

  test("is not the current one until somebody says so", () => {
    expect(() => readContext([], contexts)).toThrow(UsageError);
    expect(() => readContext([], contexts)).toThrow("say so: --context production");
  });

  test.each([
    { words: [], found: { current: undefined, names: ["kind-hera"] }, problem: "to be named: kind-hera" },
    { words: [], found: { current: undefined, names: [] }, problem: "No kubeconfig here has a context" },
    { words: ["--context", "kind-hera"], found: { current: undefined, names: [] }, problem: "No kubeconfig" },
    {
      words: ["--context", "kind"],
      found: contexts,
      problem: "no context 'kind', but there is production, kind-hera",
    },
    { words: ["--context"], found: contexts, problem: "argument missing" },
    { words: ["kind-hera"], found: contexts, problem: "Unexpected argument 'kind-hera'" },
    { words: ["--namespace=x"], found: contexts, problem: "Unknown option '--namespace'" },
  ])("$words of $found.names: $problem", ({ words, found, problem }) => {
    expect(() => readContext(words, found)).toThrow(problem);
    expect(() => readContext(words, found)).toThrow(USAGE);
  });

  test("a throw-away one is made by a command that the usage has", () => {
    expect(USAGE).toContain("kind create cluster --name hera");
    expect(USAGE).toContain("k3d cluster create hera");
  });
});

describe("what a kubeconfig says of a cluster", () => {
  const folder = mkdtempSync(path.join(temporaryFolder(), "hera-cluster-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const base64 = (text: string): string => Buffer.from(text).toString("base64");
  const cluster = { server: "https://127.0.0.1:6443", "certificate-authority-data": base64("authority") };
  const access = (user: unknown, changes: Readonly<Record<string, unknown>> = {}) =>
    readAccess(
      JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        clusters: [{ name: "one", cluster: { ...cluster, ...changes } }],
        users: [{ name: "one", user }],
      }),
      folder,
    );

  test("is its endpoint, its authority, and the command that signs in, with what that wants in its environment", () => {
    const env = [{ name: "AWS_PROFILE", value: "dev" }];
    const exec = { apiVersion: "client.authentication.k8s.io/v1", command: "aws", args: ["eks"], env };
    expect(access({ exec })).toEqual({
      clusterEndpoint: "https://127.0.0.1:6443",
      clusterCaCertificate: base64("authority"),
      authExec: { command: "aws", args: ["eks"] },
      authEnvironment: { AWS_PROFILE: "dev" },
    });
    expect(access({ exec: { command: "aws", env: null } }).authExec).toEqual({ command: "aws", args: [] });
  });

  test.each([
    { user: { token: "secret" }, status: { token: "secret" } },
    {
      user: { "client-certificate-data": base64("certificate"), "client-key-data": base64("key") },
      status: { clientCertificateData: "certificate", clientKeyData: "key" },
    },
  ])(
    "a credential that it holds is printed from a file that is its owner's alone: $status",
    ({ user, status }) => {
      const { authExec, ...others } = access(user);
      const [file = ""] = authExec.args;
      expect(authExec.command).toBe("cat");
      expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
        apiVersion: "client.authentication.k8s.io/v1beta1",
        kind: "ExecCredential",
        status,
      });
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(JSON.stringify(others)).not.toContain("secret");
    },
  );

  test.each([
    { user: { username: "admin", password: "secret" }, changes: {} },
    { user: {}, changes: {} },
    { user: { token: "secret" }, changes: { "proxy-url": "http://127.0.0.1:8080" } },
    { user: { token: "secret" }, changes: { "insecure-skip-tls-verify": true } },
    { user: { token: "secret" }, changes: { "certificate-authority-data": undefined } },
  ])(
    "what the stack can't be told is refused, and no secret printed: $user $changes",
    ({ user, changes }) => {
      const refused = () => access(user, changes);
      expect(refused).toThrow("The context's cluster needs a server and certificate-authority-data alone");
      expect(refused).not.toThrow(/: .*secret/);
    },
  );
});
