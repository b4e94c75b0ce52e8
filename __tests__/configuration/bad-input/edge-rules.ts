import { type BadInputs, told } from "../refusal";
import { edge } from "../valid-edge";

export const badEdgeRules: BadInputs = {
  about: "the rules of an edge",
  cases: [
    {
      it: "refuses a rate limit of no request",
      ...edge({ rateLimit: { requests: 0 } }),
      problems: [
        told(
          "dev.edge.rateLimit.requests = 0 is out of range.",
          "Allowed: a whole number from 1 to 1000000 (requests).",
          "Mend: use 1.",
        ),
      ],
    },
    ...[
      ["free", 60, "10"],
      ["pro", 300, "10, 60"],
      ["business", 45, "10, 60, 120, 300, 600"],
      ["enterprise", 86400, "10, 60, 120, 300, 600, 3600"],
    ].map(([plan, periodSeconds, periods]) => ({
      it: `refuses a period of ${periodSeconds} seconds on the plan ${plan}`,
      ...edge({ rateLimit: { periodSeconds } }, { plan }),
      problems: [
        told(
          `dev.edge.rateLimit.periodSeconds = ${periodSeconds} is no period that the plan ${plan} of acme.test counts.`,
          `Allowed: ${periods}.`,
          "Mend: use one of these, or choose a larger plan.",
        ),
      ],
    })),
    ...["de", "DEU", "Germany", "T2"].map((country) => ({
      it: `refuses ${country} for a country's code`,
      ...edge({ countries: { block: [country] } }),
      problems: [
        told(
          `dev.edge.countries.block.0 = "${country}" is not of the right form.`,
          "Allowed: ISO 3166-1 codes of two capital letters, or T1 for Tor.",
          'Mend: write the country\'s code, such as "DE".',
        ),
      ],
    })),
    {
      it: "refuses countries that are let in and kept out",
      ...edge({ countries: { allow: ["DE"], block: ["FR"] } }),
      problems: [
        told(
          'dev.edge.countries = {"allow":["DE"],"block":["FR"]} doesn\'t say which countries visitors may come from in one way.',
          "Allowed: exactly one of allow, block.",
          "Mend: name one of them, and no other.",
        ),
      ],
    },
  ],
};
