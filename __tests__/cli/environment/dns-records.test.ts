import { createSocket, type Socket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import { askNameServers, askResolver, recordsLeft } from "../../../cli/environment/dns-records";

/** RFC 1035, 4.1.1 and 3.2.2: what a server answers with, and the type of an address. */
const [NO_ERROR, SERVER_FAILURE, NO_SUCH_NAME, REFUSED] = [0, 2, 3, 5];
const A = 1;

/** Each name's status; of those with `NO_ERROR`, only `shop` has an address. */
const zone: Readonly<Record<string, number>> = {
  "shop.dev.test": NO_ERROR,
  "text.dev.test": NO_ERROR,
  "gone.dev.test": NO_SUCH_NAME,
  "broken.dev.test": SERVER_FAILURE,
  "foreign.test": REFUSED,
};

let server: Socket;
let resolver: Resolver;
beforeAll(async () => {
  server = createSocket("udp4", (query, { port, address }) => server.send(answer(query), port, address));
  server.bind(0, "127.0.0.1");
  await once(server, "listening");
  resolver = new Resolver({ timeout: 500, tries: 1 });
  resolver.setServers([`127.0.0.1:${server.address().port}`]);
});
afterAll(() => server.close());

/** A query's own header and question, with what is answered behind it. */
function answer(query: Buffer): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  const name = labels.join(".").toLowerCase();
  const question = Buffer.from(query.subarray(0, at + 5));
  const hasAddress = name === "shop.dev.test" && question.readUInt16BE(at + 1) === A;
  question.writeUInt16BE(0x8400 | (zone[name] ?? REFUSED), 2);
  question.writeUInt16BE(hasAddress ? 1 : 0, 6);
  question.fill(0, 8, 12);
  const record = Buffer.from([0xc0, 12, 0, A, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1]);
  return hasAddress ? Buffer.concat([question, record]) : question;
}

test.each([
  ["shop.dev.test", "exists"],
  ["text.dev.test", "gone"],
  ["gone.dev.test", "gone"],
  ["broken.dev.test", "unknown"],
  ["foreign.test", "unknown"],
])("of %s a name server says that it %s", async (name, expected) => {
  expect(await askResolver(resolver)(name)).toBe(expected);
});

test("what exists and what nobody knows are told apart", async () => {
  expect(await recordsLeft(Object.keys(zone), askResolver(resolver))).toEqual({
    existing: ["shop.dev.test"],
    unknown: ["broken.dev.test", "foreign.test"],
  });
});

test("a name server that isn't found knows nothing, and nothing is taken for gone", async () => {
  const ask = await askNameServers(["ns.invalid"]);
  expect(await recordsLeft(["shop.dev.test"], ask)).toEqual({ existing: [], unknown: ["shop.dev.test"] });
});
