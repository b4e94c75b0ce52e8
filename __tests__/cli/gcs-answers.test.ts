// What Cloud Storage and Google's sign-in refuse: each has a text and an exit code.
import { createServer } from "node:http";
import { OAuth2Client } from "google-auth-library";
import { explain } from "../../cli/errors/explain";
import { openGcsState } from "../../cli/stores/gcs";
import { GcsObjects } from "../../cli/stores/gcs-objects";

function explained(error: unknown) {
  const { reason, message } = explain(error) ?? {};
  return { reason, message };
}

async function thrownBy(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
}

function refusing(status: number): GcsObjects {
  const content = Buffer.from(JSON.stringify({ error: { message: "words of the store" } }));
  return new GcsObjects(() => Promise.resolve({ status, content }), "acme");
}

test.each([
  [401, "credentials", "the credentials have expired"],
  [403, "credentials", "access was denied (gs://acme/dev: words of the store (403))"],
  [404, "refused", "the bucket doesn't exist"],
])("%i is explained", async (status, reason, text) => {
  const error = await thrownBy(refusing(status).put("dev", "{}", "0"));
  expect(explained(error)).toEqual({ reason, message: expect.stringContaining(text) });
});

test.each([
  ["invalid_grant", "the credentials have expired or were withdrawn"],
  ["invalid_client", "doesn't know the client"],
  ["unauthorized_client", "doesn't let the client"],
])("a sign-in that is refused for %s is explained", async (name, text) => {
  const server = createServer((_, response) => {
    response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ error: name }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const client = new OAuth2Client({ endpoints: { oauth2TokenUrl: `http://127.0.0.1:${port}/token` } });
  client.setCredentials({ refresh_token: "old" });
  const error = await thrownBy(client.getAccessToken());
  server.closeAllConnections();
  server.close();
  expect(explained(error)).toEqual({ reason: "credentials", message: expect.stringContaining(text) });
});

test("a token that an identity pool doesn't take is explained", () => {
  expect(explained(new Error("Error code invalid_target: The audience is unknown"))).toEqual({
    reason: "credentials",
    message: expect.stringContaining("doesn't know the identity pool"),
  });
});

test.each([
  "Could not load the default credentials. Browse to https://cloud.google.com",
  "The file at key.json does not exist, or it is not a file. ENOENT",
])("nobody who is signed in is explained: %s", (sentence) => {
  expect(explained(new Error(sentence))).toEqual({
    reason: "credentials",
    message: expect.stringContaining("no credentials were found"),
  });
});

test("to act as somebody else is refused as a matter of usage", () => {
  const config = { bucket: "acme", prefix: "dev/dev", impersonate_service_account: "ci@acme.test" };
  const refused = thrownBy(Promise.resolve().then(() => openGcsState(config, { environment: {} })));
  return expect(refused.then(explained)).resolves.toEqual({
    reason: "usage",
    message: expect.stringContaining("can't impersonate ci@acme.test"),
  });
});

test("what nobody knows is a defect, and not explained away", async () => {
  expect(explained(await thrownBy(refusing(418).put("dev", "{}", "0"))).message).toBeUndefined();
  expect(explained(new Error("something else")).message).toBeUndefined();
});
