/** Images of Windows lie in Microsoft's own registry, or have the edition of Windows in their name or tag. */
export function isWindowsImage(image: string): boolean {
  return /^(?:mcr\.microsoft\.com\/)?(?:windows|dotnet\/framework)[/:]|(?:^|[/:-])(?:nanoserver|(?:windows)?servercore)(?:[/:-]|$)/i.test(
    image,
  );
}
