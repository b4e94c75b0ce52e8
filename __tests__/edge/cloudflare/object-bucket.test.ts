import { cloudflareAccount, fullEdge } from "../../edge-example";
import { edgeStack as edge } from "./edge-stack";

const full = edge(fullEdge);

test("buckets are private, and lose what is old or unfinished", () => {
  expect(full.only("cloudflare_r2_bucket")).toEqual({
    account_id: cloudflareAccount,
    name: "acme-prod-media",
    location: "weur",
    jurisdiction: "default",
  });
  expect(full.only("cloudflare_r2_bucket_lifecycle")).toMatchObject({
    rules: [
      {
        id: "abandoned-uploads",
        abort_multipart_uploads_transition: { condition: { type: "Age", max_age: 2 * 86_400 } },
      },
      {
        id: "old-objects",
        delete_objects_transition: { condition: { type: "Age", max_age: 30 * 86_400 } },
      },
    ],
  });
  expect(full.outputs).toMatchObject({
    bucketNames: { media: "acme-prod-media" },
    bucketEndpoints: { media: `https://${cloudflareAccount}.r2.cloudflarestorage.com` },
  });
});

test("a bucket keeps its objects unless somebody says for how long, and stays in its jurisdiction", () => {
  const stack = edge({ buckets: [{ name: "kept", location: "eu" }] });
  expect(stack.only("cloudflare_r2_bucket")).not.toHaveProperty("location");
  expect(stack.only("cloudflare_r2_bucket")).toMatchObject({ jurisdiction: "eu" });
  const lifecycle = stack.only("cloudflare_r2_bucket_lifecycle");
  expect(lifecycle).toMatchObject({
    jurisdiction: "eu",
    rules: [
      { id: "abandoned-uploads", abort_multipart_uploads_transition: { condition: { max_age: 604_800 } } },
    ],
  });
  expect(JSON.stringify(lifecycle)).not.toContain("delete_objects");
  expect(stack.outputs).toMatchObject({
    bucketEndpoints: { kept: `https://${cloudflareAccount}.eu.r2.cloudflarestorage.com` },
  });
});
