import { code128, drawingSVG } from 'bwip-js/browser'

/** A code as bars (Code 128), an SVG. By name, since all that the library draws is four times as much to load. */
export function drawBars(text: string): string {
  return code128({ bcid: 'code128', text, height: 14, scale: 2, padding: 8 }, drawingSVG())
}
