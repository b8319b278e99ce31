import { TEST_CODE } from '../../services/readers/learn-profile.ts'

/** The test code as pictures: bars (Code 128) and QR, as addresses for `<img>`. */
export interface TestPictures {
  bars: string
  qr: string
}

/** Draws them; what draws is loaded only now. */
export async function drawTestCode(): Promise<TestPictures> {
  const [{ drawBars }, { renderSVG }] = await Promise.all([
    import('../../services/draw-bars.ts'),
    import('uqr'),
  ])
  return {
    bars: pictureOf(drawBars(TEST_CODE)),
    qr: pictureOf(renderSVG(TEST_CODE, { ecc: 'M', border: 4 })),
  }
}

const pictureOf = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`
