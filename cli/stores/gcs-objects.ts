import { z } from "zod";
import type { GoogleAnswer, GoogleConnection } from "./google-connection";

/** An object as it stood when it was read. */
export interface GcsObject {
  readonly content: Buffer;
  readonly generation: string;
}

/** One generation of an object, without its content. */
export interface GcsGeneration {
  readonly generation: string;
  readonly created: Date;
  /** In bytes. */
  readonly size: number;
  readonly isCurrent: boolean;
}

/** Where nothing stands yet, as a precondition. */
export const absent = "0";

const metadataSchema = z.object({
  name: z.string(),
  generation: z.string(),
  size: z.string(),
  timeCreated: z.string(),
  timeDeleted: z.string().optional(),
});
const pageSchema = z.object({
  items: z.array(metadataSchema).default([]),
  nextPageToken: z.string().optional(),
});
const errorSchema = z.object({ error: z.object({ message: z.string() }) });

/** Cloud Storage refused a call. */
export class GcsError extends Error {
  constructor(
    place: string,
    readonly status: number,
    message: string,
  ) {
    super(`${place}: ${message} (${status})`);
    this.name = "GcsError";
  }
}

/** The objects of a bucket, with the conditions that Cloud Storage holds writers to. */
export class GcsObjects {
  constructor(
    private readonly call: GoogleConnection,
    private readonly bucket: string,
  ) {}

  /** The current content, or that of a generation; undefined where there is none. */
  async get(name: string, generation?: string): Promise<GcsObject | undefined> {
    const current = generation ?? (await this.generation(name));
    if (current === undefined) return undefined;
    // By its generation, so that content and generation belong together whoever writes in between.
    const target = `${this.path(name)}?alt=media&generation=${current}`;
    const answer = await this.call({ method: "GET", target });
    if (answer.status === 404) return undefined;
    return { content: this.accepted(name, answer).content, generation: current };
  }

  /** The current generation; undefined where there is none. */
  async generation(name: string): Promise<string | undefined> {
    const answer = await this.call({ method: "GET", target: this.path(name) });
    if (answer.status === 404) return undefined;
    return metadataSchema.parse(this.json(name, answer)).generation;
  }

  /** Writes where this generation stands, and gives the new one; undefined where another one does. */
  async put(name: string, content: Buffer | string, replaced: string): Promise<string | undefined> {
    const query = `uploadType=media&name=${encodeURIComponent(name)}&ifGenerationMatch=${replaced}`;
    const target = `/upload/storage/v1/b/${this.bucket}/o?${query}`;
    const answer = await this.call({ method: "POST", target, content });
    if (answer.status === 412) return undefined;
    return metadataSchema.parse(this.json(name, answer)).generation;
  }

  /** Removes the object while it is this generation; false where it is another one. Nothing is removed already. */
  async remove(name: string, generation: string): Promise<boolean> {
    const target = `${this.path(name)}?ifGenerationMatch=${generation}`;
    const answer = await this.call({ method: "DELETE", target });
    if (answer.status === 412) return false;
    if (answer.status !== 404) this.accepted(name, answer);
    return true;
  }

  /** Every generation that is kept, the newest first. */
  async generations(name: string): Promise<readonly GcsGeneration[]> {
    const found: GcsGeneration[] = [];
    let page: string | undefined = "";
    while (page !== undefined) {
      const query = `versions=true&prefix=${encodeURIComponent(name)}&pageToken=${encodeURIComponent(page)}`;
      const answer = await this.call({ method: "GET", target: `/storage/v1/b/${this.bucket}/o?${query}` });
      const { items, nextPageToken } = pageSchema.parse(this.json(name, answer));
      for (const { name: one, generation, size, timeCreated, timeDeleted } of items) {
        const isCurrent = timeDeleted === undefined;
        if (one === name)
          found.push({ generation, created: new Date(timeCreated), size: Number(size), isCurrent });
      }
      page = nextPageToken;
    }
    return found.sort((one, other) => (BigInt(one.generation) < BigInt(other.generation) ? 1 : -1));
  }

  place(name: string): string {
    return `gs://${this.bucket}/${name}`;
  }

  private path(name: string): string {
    return `/storage/v1/b/${this.bucket}/o/${encodeURIComponent(name)}`;
  }

  private json(name: string, answer: GoogleAnswer): unknown {
    return JSON.parse(this.accepted(name, answer).content.toString());
  }

  private accepted(name: string, answer: GoogleAnswer): GoogleAnswer {
    if (answer.status < 300) return answer;
    throw new GcsError(this.place(name), answer.status, messageIn(answer.content.toString()));
  }
}

/** Google's own words; some answers are no JSON. */
function messageIn(text: string): string {
  try {
    return errorSchema.parse(JSON.parse(text)).error.message;
  } catch {
    return text.slice(0, 200);
  }
}
