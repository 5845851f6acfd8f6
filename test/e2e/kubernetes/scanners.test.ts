import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { projectRoot } from "../../../workspace/folders";
import { checkovFindings, kubeScoreFindings, type Finding } from "../support/scanners";
import { allStacks, type StackObjects } from "./objects";

interface Exception {
  readonly scanner: string;
  readonly check: string;
  readonly objects?: string;
  readonly reason: string;
}

const file = path.join(projectRoot(), "test", "e2e", "kubernetes", "scanner-exceptions.yaml");
const exceptions = parse(readFileSync(file, "utf8")) as readonly Exception[];

/** A Deployment as one finds them in tutorials. */
const careless: StackObjects = {
  stack: "careless",
  objects: [
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "careless", namespace: "careless" },
      spec: {
        selector: { matchLabels: { app: "careless" } },
        template: {
          metadata: { labels: { app: "careless" } },
          spec: {
            containers: [
              { name: "careless", image: "careless:latest", securityContext: { privileged: true } },
            ],
          },
        },
      },
    },
  ],
};

const scanners = {
  "kube-score": {
    scan: kubeScoreFindings,
    careless: ["pod-networkpolicy", "container-security-context-privileged"],
  },
  checkov: { scan: checkovFindings, careless: ["CKV_K8S_16", "CKV_K8S_14", "CKV_K8S_8"] },
};

describe("the scanners", function () {
  this.timeout(900_000);
  let stacks: StackObjects[] = [];

  before(async () => {
    stacks = await allStacks();
  });

  for (const [scanner, { scan, careless: expected }] of Object.entries(scanners)) {
    const known = exceptions.filter((exception) => exception.scanner === scanner);

    it(`find nothing but the exceptions, none of which is stale: ${scanner}`, async () => {
      const findings = await scan(stacks);
      const left = findings.filter((finding) => !known.some((one) => excepts(one, finding)));
      assert.deepEqual(left, []);
      const stale = known.filter((one) => !findings.some((finding) => excepts(one, finding)));
      assert.deepEqual(stale, []);
    });

    it(`find what is wrong with a careless Deployment: ${scanner}`, async () => {
      const found = (await scan([careless])).map(({ check }) => check);
      for (const check of expected) assert.ok(found.includes(check), `${check} in ${found.join()}`);
    });
  }

  it("have a reason for every exception", () => {
    for (const { scanner, reason } of exceptions) {
      assert.ok(Object.hasOwn(scanners, scanner), scanner);
      assert.match(reason, /^[A-Z].{20,}\.$/);
    }
  });
});

function excepts({ check, objects }: Exception, finding: Finding): boolean {
  return check === finding.check && new RegExp(objects ?? "").test(finding.object);
}
