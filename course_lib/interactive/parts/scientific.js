// Numbers too small for decimals: "3.2 · 10⁻⁷".
const raised = (power) =>
  String(power)
    .replace("-", "⁻")
    .replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]);

function scientific(value, write = (digits, power) => `${digits} · 10${raised(power)}`) {
  const [digits, power] = value.toExponential(1).split("e");
  return value ? write(digits, Number(power)) : "0";
}
