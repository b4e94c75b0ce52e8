// What `npm start` says at its end: outputs, resources, and where the state is.
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { runCommand } from "./commands";
import { type Environment, localCloudPython, projectRoot } from "./host";
import { counted, shortValue, tableLines } from "./table";

/** An object in the state bucket. */
export interface BucketObject {
  readonly key: string;
  readonly bytes: number;
}

const printedObjects = z.array(z.object({ key: z.string(), bytes: z.number() }));

/** The part of a synthesized stack that says where its state is. */
const stackWithS3 = z.object({
  terraform: z.object({ backend: z.object({ s3: z.object({ bucket: z.string(), region: z.string() }) }) }),
});

/** The bucket that holds the state of a synthesized stack, and what is in it when it is asked. */
export async function objectsOf(
  stackFolder: string,
  environment: Environment,
): Promise<{ readonly bucket: string; readonly objects: readonly BucketObject[] }> {
  const stack = stackWithS3.parse(JSON.parse(readFileSync(path.join(stackFolder, "cdk.tf.json"), "utf8")));
  const { bucket, region } = stack.terraform.backend.s3;
  const { exitCode, stdout, output } = await runCommand({
    program: localCloudPython(),
    arguments: [path.join(projectRoot(), "scripts", "list_bucket.py"), bucket, region],
    folder: projectRoot(),
    environment,
  });
  if (exitCode !== 0) throw new Error(`the state bucket ${bucket} could not be listed:\n${output}`);
  return { bucket, objects: printedObjects.parse(JSON.parse(stdout)) };
}

/** Outputs by name. */
export function outputLines(outputs: Readonly<Record<string, unknown>>): string[] {
  return tableLines(Object.entries(outputs).map(([name, value]) => [name, shortValue(value)]));
}

/** The number of resources of each stack, and of what types most of them are. */
export function resourceLines(resources: ReadonlyMap<string, readonly string[]>): string[] {
  const typeOf = (address: string): string => address.split(".").at(-2) ?? address;
  return tableLines(
    [...resources].map(([stack, addresses]) => [
      stack,
      addresses.length,
      addresses.length === 1 ? "resource:" : "resources:",
      counted(addresses.map(typeOf), 4),
    ]),
  );
}

/** The places of the states, with the size of what is there. */
export function stateLines(localState: string, bucket: string, objects: readonly BucketObject[]): string[] {
  const remote = objects.map(({ key, bytes }) => ["in the bucket", `s3://${bucket}/${key}`, bytes, "bytes"]);
  return tableLines([["bootstrap", localState], ...remote]);
}
