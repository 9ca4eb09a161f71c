/** Style sheets are bundled by Vite; importing one gives nothing. */
declare module '*.css';
/** A picture, beside the bundle as a file of its own; importing it gives its address. */
declare module '*.svg' {
  const address: string;
  export default address;
}
