//! The virus scanner: clamd over TCP, or none. Closed on failure: a file is clean only when clamd says so.
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const CHUNK: usize = 64 * 1024;
const PATIENCE: Duration = Duration::from_secs(30);
/// Longest answer read: a virus name fits.
const ANSWER: u64 = 4096;

/// Which scanner looks at received bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Antivirus {
    /// None: files are kept unscanned, and the state says so.
    Off,
    /// A clamd at `host:port`.
    Clamd(String),
}

/// What the scanner says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scan {
    /// Nothing found.
    Clean,
    /// Something found: [`domain::attachment::Refusal::Infected`].
    Infected,
    /// No scanner is set.
    Skipped,
}

impl Scan {
    /// Stable name, as stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Infected => "infected",
            Self::Skipped => "skipped",
        }
    }
}

/// The scanner gave no verdict: the file is not kept, and may be sent again later.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// It cannot be reached or broke off.
    #[error("the scanner cannot be reached")]
    Unreachable(#[from] std::io::Error),
    /// No answer within 30 seconds.
    #[error("the scanner did not answer in time")]
    Slow,
    /// It answered neither clean nor infected, for example that the file is over its own limit.
    #[error("the scanner answered: {0}")]
    Unclear(String),
}

impl Antivirus {
    /// Scans the bytes *received*, not the kept copy, out of which metadata is gone.
    ///
    /// # Errors
    /// [`ScanError`] when there is no verdict.
    pub async fn scan(&self, bytes: &[u8]) -> Result<Scan, ScanError> {
        match self {
            Self::Off => Ok(Scan::Skipped),
            Self::Clamd(address) => {
                let answer = tokio::time::timeout(PATIENCE, ask(address, bytes)).await.map_err(|_| ScanError::Slow)??;
                verdict(&answer)
            }
        }
    }
}

/// One `INSTREAM` exchange.
async fn ask(address: &str, bytes: &[u8]) -> Result<String, std::io::Error> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(b"zINSTREAM\0").await?;
    for chunk in bytes.chunks(CHUNK) {
        stream.write_all(&u32::try_from(chunk.len()).unwrap_or_default().to_be_bytes()).await?;
        stream.write_all(chunk).await?;
    }
    stream.write_all(&[0; 4]).await?;
    let mut answer = Vec::new();
    stream.take(ANSWER).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).trim_end_matches(['\0', '\n']).to_owned())
}

fn verdict(answer: &str) -> Result<Scan, ScanError> {
    match answer {
        "stream: OK" => Ok(Scan::Clean),
        found if found.starts_with("stream: ") && found.ends_with(" FOUND") => Ok(Scan::Infected),
        other => Err(ScanError::Unclear(other.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::{Antivirus, Scan, ScanError};
    use crate::attachment::inspect::synthesis::eicar;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    /// A clamd that finds the test virus and answers everything else with `otherwise`.
    async fn clamd(otherwise: &'static str) -> Antivirus {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut received = vec![0; 10];
            stream.read_exact(&mut received).await.unwrap();
            assert_eq!(received, b"zINSTREAM\0");
            let mut body = Vec::new();
            loop {
                let length = stream.read_u32().await.unwrap();
                if length == 0 {
                    break;
                }
                let mut chunk = vec![0; usize::try_from(length).unwrap()];
                stream.read_exact(&mut chunk).await.unwrap();
                body.extend(chunk);
            }
            let virus = eicar();
            let found = body.windows(68).any(|part| part == virus);
            stream.write_all(if found { b"stream: Eicar-Signature FOUND\0" } else { otherwise.as_bytes() }).await.unwrap();
        });
        Antivirus::Clamd(address)
    }

    #[tokio::test]
    async fn the_scanner_decides_over_several_chunks() {
        let mut long = vec![b'a'; 200_000];
        assert_eq!(clamd("stream: OK\0").await.scan(&long).await.unwrap(), Scan::Clean);
        long.extend(eicar());
        assert_eq!(clamd("stream: OK\0").await.scan(&long).await.unwrap(), Scan::Infected);
    }

    #[tokio::test]
    async fn without_a_clear_answer_nothing_is_clean() {
        let limit = clamd("INSTREAM size limit exceeded. ERROR\0").await.scan(b"a").await;
        assert!(matches!(limit, Err(ScanError::Unclear(_))), "{limit:?}");
        let silent = clamd("").await.scan(b"a").await;
        assert!(matches!(silent, Err(ScanError::Unclear(_))), "{silent:?}");
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let gone = Antivirus::Clamd(listener.local_addr().unwrap().to_string());
        drop(listener);
        assert!(matches!(gone.scan(b"a").await, Err(ScanError::Unreachable(_))));
    }

    #[tokio::test]
    async fn r14_no_scanner_is_said_as_skipped() {
        assert_eq!(Antivirus::Off.scan(&eicar()).await.unwrap(), Scan::Skipped);
    }
}
