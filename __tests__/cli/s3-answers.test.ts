// What a store answers, by a server of Node's own in its place: each refusal has a text and an exit code, and a store
// that ignores the condition of a write is found out.
import { createServer, type Server } from "node:http";
import { explain } from "../../cli/errors/explain";
import { probeConditionalWrites } from "../../cli/probe";
import { openS3State } from "../../cli/stores/s3";
import { LockHeldError, type LockInfo, type StateClient } from "../../cli/stores/state-client";
import { recorded } from "./run-in-memory";

interface Answer {
  readonly status: number;
  readonly body?: string;
}

type Respond = (
  method: string,
  path: string,
  headers: NodeJS.Dict<string | string[]>,
  body: string,
) => Answer;

let respond: Respond;
let server: Server;
let client: StateClient;

beforeAll(async () => {
  // What the SDK would look for on this machine.
  process.env.AWS_ACCESS_KEY_ID = "test";
  process.env.AWS_SECRET_ACCESS_KEY = "test";
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const { status, body = "" } = respond(method, url, headers, Buffer.concat(chunks).toString());
      response.writeHead(status, { "content-type": "application/xml" }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  client = openS3State(
    {
      bucket: "acme",
      key: "dev/dev.tfstate",
      region: "auto",
      use_lockfile: true,
      endpoints: { s3: `http://127.0.0.1:${port}` },
      use_path_style: true,
      skip_s3_checksum: true,
    },
    recorded().surroundings,
  );
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function failure(status: number, code: string): Answer {
  return { status, body: `<Error><Code>${code}</Code><Message>words of the store</Message></Error>` };
}

async function explained(work: () => Promise<unknown>) {
  try {
    await work();
  } catch (error) {
    const { reason, message } = explain(error) ?? {};
    return { reason, message };
  }
  throw new Error("it did not fail");
}

test.each([
  [403, "AccessDenied", "credentials", "access was denied (words of the store)"],
  [400, "ExpiredToken", "credentials", "the credentials have expired"],
  [403, "InvalidAccessKeyId", "credentials", "doesn't know the access key"],
  [403, "SignatureDoesNotMatch", "credentials", "the secret key doesn't belong"],
  [403, "RequestTimeTooSkewed", "credentials", "the clock of this machine"],
  [404, "NoSuchBucket", "refused", "the bucket doesn't exist"],
  [301, "PermanentRedirect", "refused", "the bucket is in another region"],
])("%i %s is explained", async (status, code, reason, text) => {
  respond = () => failure(status, code);
  expect(await explained(() => client.read())).toEqual({ reason, message: expect.stringContaining(text) });
});

test("what nobody knows is a defect, and not explained away", async () => {
  respond = () => failure(418, "Teapot");
  expect(await explained(() => client.read())).toEqual({ reason: undefined, message: undefined });
});

test("a store that ignores the condition of a write is found out", async () => {
  respond = () => ({ status: 200 });
  const rules = await probeConditionalWrites(client.conditionalWrites);
  expect(rules.map(({ isKept }) => isKept)).toEqual([true, false, true, false]);
});

test("no checksum and no encryption is sent that such a store doesn't know", async () => {
  const sent: string[] = [];
  respond = (_method, _path, headers) => {
    sent.push(...Object.keys(headers));
    return { status: 200 };
  };
  await client.conditionalWrites.create("probe", "x");
  expect(sent).toContain("if-none-match");
  expect(sent.filter((name) => /checksum|encryption|sdk-checksum|x-amz-trailer/.test(name))).toEqual([]);
});

const info: LockInfo = {
  ID: "ours",
  Operation: "hera state migrate",
  Info: "",
  Who: "alice@laptop",
  Version: "hera",
  Created: "2026-11-20T08:15:30Z",
  Path: "",
};

/** A store of one object, the lock. */
function lockStore(content: { lock?: string | undefined }): Respond {
  const methods: Readonly<Record<string, (isCreation: boolean, body: string) => Answer>> = {
    GET: () => (content.lock === undefined ? failure(404, "NoSuchKey") : { status: 200, body: content.lock }),
    DELETE: () => {
      content.lock = undefined;
      return { status: 204 };
    },
    PUT: (isCreation, body) => {
      if (isCreation && content.lock !== undefined) return failure(412, "PreconditionFailed");
      content.lock = body;
      return { status: 200 };
    },
  };
  return (method, path, headers, body) =>
    path.startsWith("/acme/dev/dev.tfstate.tflock")
      ? (methods[method]?.(headers["if-none-match"] === "*", body) ?? failure(405, "MethodNotAllowed"))
      : { status: 200 };
}

test("a lock is Terraform's: its text, its name, its condition", async () => {
  const store: { lock?: string | undefined } = {};
  respond = lockStore(store);
  const held = await client.lock(info);
  expect(JSON.parse(store.lock ?? "")).toEqual({ ...info, Path: "acme/dev/dev.tfstate" });
  await expect(client.lock({ ...info, ID: "another" })).rejects.toThrow(LockHeldError);
  // The answer to the first request was lost, and it is sent again.
  await expect(client.lock(info)).resolves.toBeDefined();
  await held.release();
  expect(store.lock).toBeUndefined();
  await held.release();
});

test("a lock that is another one by now is neither freed nor written under", async () => {
  const store: { lock?: string | undefined } = {};
  respond = lockStore(store);
  const held = await client.lock(info);
  store.lock = JSON.stringify({ ...info, ID: "another" });
  await expect(held.release()).rejects.toThrow(LockHeldError);
  await expect(client.breakLock(info)).rejects.toThrow(LockHeldError);
  await expect(client.write(Buffer.from("{}"), held)).rejects.toThrow(LockHeldError);
  store.lock = undefined;
  await expect(client.write(Buffer.from("{}"), held)).rejects.toThrow(LockHeldError);
});

test("what stands in a lock and is no lock is a holder that nobody knows", async () => {
  respond = lockStore({ lock: "precious" });
  expect(await client.holder()).toMatchObject({ ID: "", Who: "", Info: "precious" });
});
