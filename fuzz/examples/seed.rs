//! Writes the seeds of each target into `corpus/`.

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["../examples", "../fixtures", "../../shared/corpus"].map(|name| here.join(name));
    for seed in fuzzing::seeds::all(&folders) {
        let folder = here.join("corpus").join(seed.target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("seed-{}", seed.name)), seed.bytes)?;
    }
    Ok(())
}
