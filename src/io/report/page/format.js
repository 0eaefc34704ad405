// Numbers as a newsroom prints them.

const wholeNumbers = new Intl.NumberFormat('en');
const count = (number) => wholeNumbers.format(number);

function percent(part, whole) {
  const share = whole === 0 ? 0 : (100 * part) / whole;
  if (part > 0 && share < 0.1) return 'under 0.1 %';
  return (share >= 99.95 && part < whole ? '99.9' : share.toFixed(1)) + ' %';
}

/// "1 document", "1,450 documents"
const counted = (number) => `${count(number)} ${number === 1 ? data.one : data.many}`;

/// "1,450 of 7,359 documents, 19.7 %"
const share = (part, whole = data.documents) =>
  `${count(part)} of ${counted(whole)}, ${percent(part, whole)}`;

/// A score in thousandths, as "0.93"
const score = (thousandths) => (thousandths / 1000).toFixed(2);

/// A weight with its sign: "+1.25", "−0.40"
const signed = (weight) => (weight < 0 ? '−' : '+') + Math.abs(weight).toFixed(2);

/// The day of a number of days since 1970, as "2024-03-09"
const day = (days) => new Date(days * 86400000).toISOString().slice(0, 10);
