// The backup of k8s/services/redis and its restore, as their containers run them, with a real Redis that speaks TLS.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa from "execa";

const hasRedis = !execa.sync("redis-server", ["--version"], { reject: false }).failed;
const withRedis = hasRedis ? describe : describe.skip;

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("a TCP server has a port");
  return address.port;
}

withRedis(
  hasRedis
    ? "backup and restore of Redis"
    : "backup and restore of Redis (SKIPPED: redis-server is not on this machine)",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "redis-restore-"));
    const tls = join(folder, "tls");
    let port = 0;
    let master: execa.ExecaChildProcess | undefined;

    const env = { REDISCLI_AUTH: "secret" };
    const redis = async (...args: string[]) =>
      (
        await execa("redis-cli", ["-p", `${port}`, "--tls", "--cacert", join(tls, "ca.crt"), ...args], {
          env,
        })
      ).stdout;

    /** Runs a script of the component, with this machine's folders and Redis in place of the pod's. */
    const script = (name: string) => {
      const text = readFileSync(join("k8s/services/redis", name), "utf8")
        .replaceAll("-h redis-replica", `-h localhost -p ${port}`)
        .replaceAll("redis-master 6379", `localhost ${port}`)
        .replaceAll("/backup", join(folder, "backup"))
        .replaceAll(" /tls/", ` ${tls}/`);
      const file = join(folder, name);
      writeFileSync(file, text);
      return execa("sh", [file], { env, all: true });
    };

    beforeAll(async () => {
      for (const name of ["tls", "backup", "data"]) mkdirSync(join(folder, name));
      const certificate = [
        ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"],
        ...["-keyout", join(tls, "tls.key"), "-out", join(tls, "tls.crt"), "-subj", "/CN=redis-master"],
        ...["-addext", "subjectAltName=DNS:localhost"],
      ];
      await execa("openssl", certificate);
      writeFileSync(join(tls, "ca.crt"), readFileSync(join(tls, "tls.crt")));
      port = await freePort();
      master = execa("redis-server", [
        ...["--port", "0", "--tls-port", `${port}`, "--tls-auth-clients", "optional", "--save", ""],
        ...["--tls-cert-file", join(tls, "tls.crt"), "--tls-key-file", join(tls, "tls.key")],
        ...[
          "--tls-ca-cert-file",
          join(tls, "ca.crt"),
          "--requirepass",
          "secret",
          "--dir",
          join(folder, "data"),
        ],
      ]);
      master.catch(() => undefined);
      for (let tries = 0; tries < 50; tries += 1) {
        if ((await redis("ping").catch(() => "")) === "PONG") return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error("Redis doesn't answer");
    });

    afterAll(async () => {
      master?.kill();
      await master?.catch(() => undefined);
      rmSync(folder, { recursive: true });
    });

    test("puts back what was lost or changed, of every database, and leaves what came later", async () => {
      await redis("set", "greeting", "hello");
      await redis("set", "a key with spaces", "kept");
      await redis("hset", "basket", "apples", "3");
      await redis("-n", "3", "set", "session", "open", "ex", "5000");
      await script("backup.sh");

      await redis("flushall");
      await redis("set", "greeting", "overwritten");
      await redis("set", "newer", "stays");
      const { all } = await script("restore.sh");

      expect(all).toContain("database 0: 3 keys restored");
      expect(await redis("get", "greeting")).toBe("hello");
      expect(await redis("get", "a key with spaces")).toBe("kept");
      expect(await redis("hget", "basket", "apples")).toBe("3");
      expect(Number(await redis("-n", "3", "ttl", "session"))).toBeGreaterThan(4000);
      expect(await redis("get", "newer")).toBe("stays");
    }, 30_000);

    test("a file that was cut off is refused before anything is changed", async () => {
      await redis("flushall");
      await redis("set", "greeting", "hello");
      await script("backup.sh");
      const file = join(folder, "backup", "redis.rdb");
      writeFileSync(file, readFileSync(file).subarray(0, -12));
      await redis("set", "greeting", "newer");
      await expect(script("restore.sh")).rejects.toThrow();
      expect(await redis("get", "greeting")).toBe("newer");
    }, 30_000);
  },
);
