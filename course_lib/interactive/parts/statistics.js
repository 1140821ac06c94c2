function standardDeviation(values) {
  const mean = sum(values) / values.length;
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
}

// The Frobenius norm of softmax's Jacobian, diag(p) − ppᵀ. 1 − p is the sum of the others: exact even where p is nearly 1.
function jacobianNorm(weights) {
  const squares = weights.flatMap((p, row) =>
    weights.map((other, column) => {
      const rest = sum(weights.filter((_, at) => at !== row));
      return (p * (row === column ? rest : other)) ** 2;
    }),
  );
  return Math.sqrt(sum(squares));
}
