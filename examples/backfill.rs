//! Goes through a whole table at a bounded pace, several segments at a time, and goes on after a kill where it was.
//! Run it with `cargo run --example backfill`, stop it with Ctrl-C, and run it again. `-- --fresh` begins anew.

use std::{
    env,
    error::Error,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use dynamo_model::{
    Dynamo, embedded::EmbeddedDatabase, operation::Checkpoint, partition::Table, prelude::*,
};

const USERS: u64 = 2_000;

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "users"))]
struct User {
    #[dynamo(partition_key)]
    id: u64,
    email: String,
    /// What is to be filled in.
    domain: Option<String>,
}

/// Fills in the domain of one user. It may be done twice: after a kill the last page comes again.
async fn fill(db: &Dynamo, user: &User) -> Result<(), dynamo_model::Error> {
    let domain = user.email.rsplit('@').next().unwrap_or_default().to_owned();
    User::update_by_key(db, UserKey::new(user.id))
        .set(|u| u.domain, domain)
        .if_exists()
        .await
}

async fn backfill(db: &Dynamo, file: &Path) -> Result<u64, Box<dyn Error>> {
    let scan = User::scan(db)
        .filter(|u| u.domain.not_exists())
        .page_size(50)
        .capacity_per_second(400.0)
        .parallel(4);
    let scan = match fs::read_to_string(file) {
        Ok(text) => {
            let checkpoint: Checkpoint<Table<User>> = text.parse()?;
            println!("going on where the last run was");
            scan.resume(checkpoint)
        }
        Err(_) => scan,
    };
    let mut pages = scan.pages();
    let mut filled = 0;
    while let Some(page) = pages.next().await {
        for user in page?.items {
            fill(db, &user).await?;
            filled += 1;
        }
        // Only now: what the file says has been done.
        fs::write(file, pages.checkpoint().to_string())?;
        progress(filled);
    }
    println!();
    Ok(filled)
}

fn progress(filled: u64) {
    let done = usize::try_from(filled * 40 / USERS).unwrap_or(40).min(40);
    print!("\r[{}{}] {filled}", "#".repeat(done), " ".repeat(40 - done));
    // A progress bar that can't be shown is no reason to stop.
    let _ = std::io::stdout().flush();
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::temp_dir().join("dynamo-model-backfill");
    if env::args().any(|argument| argument == "--fresh") && folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let (database, checkpoint): (PathBuf, PathBuf) =
        (folder.join("users.db"), folder.join("checkpoint"));
    let is_new = !database.exists();
    let db = Dynamo::on_embedded(&EmbeddedDatabase::open(&database)?);
    if is_new {
        User::create_table(&db).await?;
        for id in 0..USERS {
            let mut user = User {
                id,
                email: format!(
                    "user{id}@example.{}",
                    if id % 2 == 0 { "com" } else { "org" }
                ),
                domain: None,
            };
            user.create(&db).await?;
        }
    }
    let filled = backfill(&db, &checkpoint).await?;
    let left = User::scan(&db)
        .filter(|u| u.domain.not_exists())
        .count()
        .await?;
    println!("filled {filled} users in this run, {left} are left");
    Ok(())
}
