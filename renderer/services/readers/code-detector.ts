import type { BarcodeFormat } from 'barcode-detector/ponyfill'

/** Finds codes in a picture. */
export interface CodeDetector {
  detect: (picture: HTMLVideoElement) => Promise<readonly { rawValue: string }[]>
}

/** What cards and phones carry. Codes without a check digit, which half a code can look like, are not among them. */
const FORMATS = [
  'qr_code',
  'data_matrix',
  'aztec',
  'pdf417',
  'code_128',
  'code_39',
  'ean_13',
  'ean_8',
] as const

interface NativeDetector {
  new (options: { formats: readonly string[] }): CodeDetector
  getSupportedFormats: () => Promise<readonly string[]>
}

/** The browser's own detector where it reads QR codes; else ours, loaded now, with its program from our own files. */
export async function loadDetector(): Promise<CodeDetector> {
  return (await nativeDetector()) ?? (await ownDetector())
}

async function nativeDetector(): Promise<CodeDetector | null> {
  const { BarcodeDetector: Native } = window as { BarcodeDetector?: NativeDetector }
  const supported = (await Native?.getSupportedFormats().catch(() => [])) ?? []
  const formats = FORMATS.filter((format) => supported.includes(format))
  return Native && formats.includes('qr_code') ? new Native({ formats }) : null
}

async function ownDetector(): Promise<CodeDetector> {
  const [{ BarcodeDetector, prepareZXingModule }, { default: program }] = await Promise.all([
    import('barcode-detector/ponyfill'),
    import('zxing-wasm/reader/zxing_reader.wasm?url'),
  ])
  // Left to itself it would fetch its program from a stranger's server.
  const locateFile = (file: string, folder: string): string =>
    file.endsWith('.wasm') ? new URL(program, document.baseURI).href : folder + file
  prepareZXingModule({ overrides: { locateFile } })
  const formats: BarcodeFormat[] = [...FORMATS]
  return new BarcodeDetector({ formats })
}
