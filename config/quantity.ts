const decimal = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
const binary = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

/** The amount that a Kubernetes quantity stands for. */
export function quantityValue(text: string): number {
  const [, number = "", unit = ""] = /^([+\d.]+(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(text) ?? [];
  const power = binary.indexOf(unit) + 1;
  const factor = power > 0 ? 1024 ** power : 1000 ** (decimal.indexOf(unit) - 3);
  return Number(number) * factor;
}
