import { type BadInputs, told } from "../refusal";

export const badNetwork: BadInputs = {
  about: "a network",
  cases: [
    {
      it: "refuses an unknown NAT mode",
      dev: { "network.natMode": "perZone" },
      problems: [
        told(
          'dev.network.natMode = "perZone" is not allowed.',
          'Allowed: "none", "single", "per-zone".',
          'Mend: did you mean "per-zone"?',
        ),
      ],
    },
    {
      it: "refuses to have no way out at all",
      dev: { "network.natMode": "none" },
      problems: [
        told(
          'dev.network.natMode = "none" leaves nodes without a way to the services that they need to join the cluster.',
          'Allowed: "none" with privateServiceAccess: true, "single", or "per-zone".',
          "Mend: add privateServiceAccess: true, or choose a NAT mode.",
        ),
      ],
    },
    {
      it: "refuses a retention that CloudWatch doesn't know",
      dev: { "network.flowLogs.retentionDays": 8 },
      problems: [
        told(
          "dev.network.flowLogs.retentionDays = 8 is something that aws can't do.",
          "Allowed: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653.",
          "Mend: use one of these.",
        ),
      ],
    },
    {
      it: "refuses a retention of no days",
      dev: { "network.flowLogs.retentionDays": 0 },
      problems: [
        told(
          "dev.network.flowLogs.retentionDays = 0 is out of range.",
          "Allowed: a whole number from 1 to 3653 (days).",
          "Mend: use 1.",
        ),
      ],
    },
    {
      it: "refuses a retention above ten years",
      dev: { "network.flowLogs.retentionDays": 4000 },
      problems: [
        told(
          "dev.network.flowLogs.retentionDays = 4000 is out of range.",
          "Allowed: a whole number from 1 to 3653 (days).",
          "Mend: use 3653.",
        ),
      ],
    },
    {
      it: "refuses true for a log",
      dev: { "network.flowLogs": true },
      problems: [
        told(
          "dev.network.flowLogs = true is not allowed.",
          'Allowed: "off" or an object with retentionDays.',
          "Mend: use one of these.",
        ),
      ],
    },
    {
      it: "refuses null for a log",
      dev: { "network.flowLogs": null },
      problems: [
        told(
          "dev.network.flowLogs = null is not allowed.",
          'Allowed: "off" or an object with retentionDays.',
          "Mend: use one of these.",
        ),
      ],
    },
    {
      it: "refuses another word than off for a log",
      dev: { "network.flowLogs": "none" },
      problems: [
        told(
          'dev.network.flowLogs = "none" is not allowed.',
          'Allowed: "off" or an object with retentionDays.',
          "Mend: use one of these.",
        ),
      ],
    },
  ],
};
