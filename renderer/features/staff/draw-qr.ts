/** A text as a QR code, as an address for `<img>`; what draws is loaded only now. */
export async function drawQr(text: string): Promise<string> {
  const { renderSVG } = await import('uqr')
  return `data:image/svg+xml,${encodeURIComponent(renderSVG(text, { ecc: 'M', border: 2 }))}`
}
