/** Own drawings, as paths in a 24 × 24 box. */
const paths = {
  clock: ['M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z', 'M12 8v4.4l2.8 1.8'],
  sent: ['m5 12.5 4 4 9-10'],
  delivered: ['m2 12.5 4 4 9-10', 'm11.2 15.3 1.3 1.2 9-10'],
  failed: ['M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z', 'M12 8v5', 'M12 16v.2'],
  send: ['M5 12h13', 'm12.5 5.5 6.5 6.5-6.5 6.5'],
  voice: [
    'M12 4a2.6 2.6 0 0 0-2.6 2.6v5a2.6 2.6 0 0 0 5.2 0v-5A2.6 2.6 0 0 0 12 4Z',
    'M6.5 11.4a5.5 5.5 0 0 0 11 0',
    'M12 17v3',
  ],
  photo: ['M4 8.5h3.5L9 6h6l1.5 2.5H20V18H4Z', 'M12 10a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z'],
  list: ['M9 7h10', 'M9 12h10', 'M9 17h10', 'M5 7v.1', 'M5 12v.1', 'M5 17v.1'],
  reply: ['m9.5 6.5-5 5 5 5', 'M5 11.500h9a5 5 0 0 1 5 5v1.5'],
  play: ['M8 6v12l10-6Z'],
  close: ['m6.5 6.5 11 11', 'm17.500 6.500-11 11'],
};

const svg = 'http://www.w3.org/2000/svg';

/** A line drawing. It is decoration: what it means stands in a label beside it. */
export function drawing(name) {
  const root = document.createElementNS(svg, 'svg');
  root.setAttribute('viewBox', '0 0 24 24');
  root.setAttribute('aria-hidden', 'true');
  root.classList.add('drawing', name);
  for (const d of paths[name]) {
    const path = document.createElementNS(svg, 'path');
    path.setAttribute('d', d);
    root.append(path);
  }
  return root;
}

/** The look of a voice note: bars that differ by message, so that two notes do not look the same. */
export function waveform(seed) {
  const root = document.createElementNS(svg, 'svg');
  root.setAttribute('viewBox', '0 0 120 28');
  root.setAttribute('aria-hidden', 'true');
  root.classList.add('waveform');
  let state = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
  for (let i = 0; i < 30; i += 1) {
    state = (state * 137 + 71) % 9973;
    const height = 4 + (state % 20) * Math.sin(((i + 2) / 33) * Math.PI);
    const bar = document.createElementNS(svg, 'rect');
    bar.setAttribute('x', String(i * 4));
    bar.setAttribute('y', String(14 - height / 2));
    bar.setAttribute('width', '2.2');
    bar.setAttribute('height', String(height));
    bar.setAttribute('rx', '1.1');
    root.append(bar);
  }
  return root;
}
