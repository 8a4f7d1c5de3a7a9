//! The emulator's process ends with its owner.

use std::net::TcpStream;

use e2e::MiniStack;

#[test]
fn a_dropped_emulator_is_gone() {
    let ministack = MiniStack::start().unwrap();
    let address = ministack.url().replace("http://", "");
    assert!(TcpStream::connect(&address).is_ok());
    drop(ministack);
    assert!(TcpStream::connect(&address).is_err());
}
