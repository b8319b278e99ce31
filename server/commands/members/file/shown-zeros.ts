/** Numbers of a spreadsheet that are shown with zeros before them: a card 0070001 that is kept as 70001 under the format 0000000. */

const ATTRIBUTE = { id: /\snumFmtId="(\d+)"/, code: /\sformatCode="(0{2,})"/, style: /\ss="(\d+)"/ }

/** How many figures a style shows at least, by its number; only of formats that are zeros and nothing else. */
export function figuresByStyle(styles: string): Map<string, number> {
  const figures = new Map<string, number>()
  for (const [format] of styles.matchAll(/<numFmt\b[^>]*>/g)) {
    const [id, code] = [ATTRIBUTE.id.exec(format)?.[1], ATTRIBUTE.code.exec(format)?.[1]]
    if (id !== undefined && code !== undefined) figures.set(id, code.length)
  }
  const cells = /<cellXfs\b[^>]*>(.*?)<\/cellXfs>/s.exec(styles)?.[1] ?? ''
  const formats = [...cells.matchAll(/<xf\b[^>]*>/g)].map(([style]) => ATTRIBUTE.id.exec(style)?.[1])
  return new Map(formats.flatMap((id, at) => pairOf(String(at), figures.get(id ?? ''))))
}

const pairOf = (style: string, figures: number | undefined): [string, number][] =>
  figures === undefined ? [] : [[style, figures]]

const WHOLE_NUMBER = /<c\b([^>]*)>(\s*(?:<f\b[^>]*(?:\/>|>[^<]*<\/f>)\s*)?)<v>(\d+)<\/v>/g

/** The XML of a sheet with such numbers as the text that is shown. */
export function withShownZeros(sheet: string, figures: ReadonlyMap<string, number>): string {
  return sheet.replace(WHOLE_NUMBER, (cell, attributes: string, formula: string, value: string) => {
    const shown = figures.get(ATTRIBUTE.style.exec(attributes)?.[1] ?? '')
    if (shown === undefined || value.length >= shown || /\st="(?!n")/.test(attributes)) return cell
    return `<c${attributes.replace(' t="n"', '')} t="str">${formula}<v>${value.padStart(shown, '0')}</v>`
  })
}
