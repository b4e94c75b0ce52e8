// What Blob Storage and Entra ID refuse, by the libraries' own errors: each has a text and an exit code.
import { createServer, type Server } from "node:http";
import {
  AggregateAuthenticationError,
  AuthenticationError,
  CredentialUnavailableError,
} from "@azure/identity";
import { ContainerClient, RestError } from "@azure/storage-blob";
import { explain } from "../../cli/errors/explain";
import { lockInfoIn } from "../../cli/stores/azurerm-lock-info";

let answer: { readonly status: number; readonly code: string };
let server: Server;
let container: ContainerClient;

beforeAll(async () => {
  server = createServer((_, response) => {
    const headers = answer.code === "" ? {} : { "x-ms-error-code": answer.code };
    response.writeHead(answer.status, { ...headers, "content-type": "application/xml" });
    response.end(
      `<Error><Code>${answer.code}</Code><Message>words of the store\nRequestId:1</Message></Error>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  container = new ContainerClient(`http://127.0.0.1:${port}/acme/tfstate`);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function explained(error: unknown) {
  const { reason, message } = explain(error) ?? {};
  return { reason, message };
}

test.each([
  [404, "ContainerNotFound", "refused", "the container doesn't exist"],
  [409, "ContainerBeingDeleted", "refused", "is being deleted"],
  [401, "InvalidAuthenticationInfo", "credentials", "the credentials have expired"],
  [403, "AuthenticationFailed", "credentials", "doesn't accept the credentials"],
  [401, "NoAuthenticationInformation", "credentials", "doesn't accept the credentials"],
  [403, "AuthorizationPermissionMismatch", "credentials", "access was denied"],
  [403, "AuthorizationFailure", "credentials", "lets nobody in from this address"],
  [403, "", "credentials", "access was denied"],
])(
  "%i %s is explained, for a blob that is asked for and one that is written",
  async (status, code, reason, text) => {
    answer = { status, code };
    const blob = container.getBlockBlobClient("dev/dev.tfstate");
    for (const call of [() => blob.getProperties(), () => blob.upload("{}", 2)]) {
      const error: unknown = await call().then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(explained(error)).toEqual({ reason, message: expect.stringContaining(text) });
    }
  },
);

test("the store's own words are told, a line of them", async () => {
  answer = { status: 404, code: "ContainerNotFound" };
  const error: unknown = await container
    .getBlockBlobClient("a")
    .upload("{}", 2)
    .catch((thrown: unknown) => thrown);
  expect(explained(error).message).toContain("the container doesn't exist (words of the store).\n");
});

const unavailable = new CredentialUnavailableError("EnvironmentCredential is unavailable");
const refusedFor = (description: string) =>
  new AuthenticationError(401, { error: "invalid_client", error_description: description });

test.each([
  ["nobody logged in", unavailable, "no credentials were found"],
  [
    "no way to sign in",
    new AggregateAuthenticationError([unavailable], "failed"),
    "no credentials were found",
  ],
  ["a wrong secret", refusedFor("AADSTS7000215: Invalid secret"), "(AADSTS7000215: Invalid secret)"],
  ["an expired secret", refusedFor("AADSTS7000222: expired"), "the credentials have expired"],
  ["an unknown client", refusedFor("AADSTS700016: not found"), "doesn't know the client or the tenant"],
  ["another subject", refusedFor("AADSTS70021: no matching record"), "the federated credential"],
  ["what no table has", refusedFor("AADSTS53003: blocked"), "refused to sign in (AADSTS53003: blocked)"],
])("%s is a matter of credentials", (_, error, text) => {
  expect(explained(error)).toEqual({ reason: "credentials", message: expect.stringContaining(text) });
});

test("an address that isn't there is an account that isn't", () => {
  const message = "getaddrinfo ENOTFOUND acmetf.blob.core.windows.net";
  expect(explained(new RestError(message, { code: "ENOTFOUND" }))).toEqual({
    reason: "unreachable",
    message: expect.stringContaining("there is no storage account acmetf"),
  });
  expect(explained(new RestError("x", { code: "ENOTFOUND" })).message).toContain("can't be reached");
});

test("what nobody knows is a defect, and not explained away", () => {
  expect(explained(new RestError("x", { statusCode: 418, code: "Teapot" })).message).toBeUndefined();
});

test("what stands in a lock and is no lock is a holder that nobody knows", () => {
  const terraformlockid = Buffer.from("precious").toString("base64");
  expect(lockInfoIn({ terraformlockid })).toMatchObject({ ID: "", Who: "", Info: "precious" });
});
