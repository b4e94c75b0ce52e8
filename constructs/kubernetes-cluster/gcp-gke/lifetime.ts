import { DataResource, Fn } from "cdktf";
import { Construct } from "constructs";

/**
 * One life of an environment, from its creation to its destruction. Google keeps the names of some things for weeks
 * after they are gone, or for ever; with the life in its name, a thing can be made again in the morning.
 */
export class Lifetime extends Construct {
  /** Eight hexadecimal digits, new each time. */
  readonly id: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.id = Fn.substr(new DataResource(this, "id").id, 0, 8);
  }
}
