/** Shows how far a long command is, on a terminal only, at most once for each percent. */
export function progressOn(stream: NodeJS.WriteStream, what: string): (done: number, of: number) => void {
  let shown = -1;
  return (done, of) => {
    if (!stream.isTTY) return;
    const percent = Math.floor((done / Math.max(of, 1)) * 100);
    if (percent === shown && done < of) return;
    shown = percent;
    stream.write(`\r${done} of ${of} ${what}${done < of ? '' : '\n'}`);
  };
}
