import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { writeBackendFiles } from "../../constructs/backend-files";
import { readConfiguration } from "../../constructs/configuration/configuration";
import type { StateBackendInput } from "../../constructs/contract/state-backend";
import { stateStores } from "../../constructs/state-stores";
import { exampleEnvironment, exampleProject } from "../examples";
import { stackOf, synthesize } from "../synthesized";

const account = "0123456789abcdef0123456789abcdef";
const r2 = { store: "cloudflare", account, location: "weur" } as const;
const hetzner = { store: "hetzner", account: "1234567", location: "nbg1" } as const;

function backend(stateBackend: StateBackendInput) {
  const app = synthesize(exampleProject({ stateBackend }), [exampleEnvironment("dev")]);
  return stackOf(app, "dev").backend;
}

/** What both stores need, each of which Terraform 1.11 takes. */
const common = {
  key: "dev/dev.tfstate",
  use_lockfile: true,
  use_path_style: true,
  encrypt: false,
  skip_credentials_validation: true,
  skip_region_validation: true,
  skip_requesting_account_id: true,
  skip_metadata_api_check: true,
  skip_s3_checksum: true,
  shared_config_files: ["s3-checksums.ini"],
};

test("a state in Hetzner Object Storage has a complete block, and nothing of AWS in it", () => {
  expect(backend(hetzner)).toEqual({
    type: "s3",
    settings: {
      ...common,
      bucket: "acme-tfstate-1234567-nbg1",
      region: "nbg1",
      endpoints: { s3: "https://nbg1.your-objectstorage.com" },
    },
  });
});

test("a state in R2 has a complete block", () => {
  expect(backend(r2)).toEqual({
    type: "s3",
    settings: {
      ...common,
      bucket: "acme-tfstate-weur",
      region: "auto",
      endpoints: { s3: `https://${account}.r2.cloudflarestorage.com` },
    },
  });
});

test.each(["eu", "fedramp"])("the jurisdiction %s has an address of its own", (location) => {
  expect(backend({ ...r2, location }).settings).toMatchObject({
    bucket: `acme-tfstate-${location}`,
    endpoints: { s3: `https://${account}.${location}.r2.cloudflarestorage.com` },
  });
});

test("each environment has its own bucket where that is asked for", () => {
  expect(backend({ ...r2, layout: "per-environment" }).settings.bucket).toBe("dev-tfstate-acme-weur");
  expect(backend({ ...hetzner, layout: "per-environment" }).settings.bucket).toBe("dev-tfstate-1234567-nbg1");
});

test.each([r2, hetzner])(
  "the file that the block names stands beside the stack and beside its -backend-config: $store",
  (stateBackend) => {
    const outdir = mkdtempSync(path.join(os.tmpdir(), "backend-files-"));
    try {
      const { project } = readConfiguration(exampleProject({ stateBackend }), [exampleEnvironment("dev")]);
      const store = stateStores[stateBackend.store];
      writeBackendFiles(outdir, store, project.stateBackend, { environment: "dev", stack: "dev" });
      const settings =
        "request_checksum_calculation = when_required\nresponse_checksum_validation = when_required\n";
      for (const folder of ["stacks", "backend-config"]) {
        expect(readFileSync(path.join(outdir, folder, "dev", "s3-checksums.ini"), "utf8")).toBe(
          `[default]\n${settings}\n[profile ${stateBackend.store}]\n${settings}`,
        );
      }
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  },
);
