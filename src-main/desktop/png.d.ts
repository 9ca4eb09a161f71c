/** A picture, put into the bundle as a `data:` address by vite. */
declare module '*.png?inline' {
  const address: string;
  export default address;
}
